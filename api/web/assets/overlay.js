// Opens and closes dialogs, so that Escape and the browser's back button close them.

const stack = [];

/** `modal` may be a function that says, at each opening and each change of layout, which. */
export function openOverlay(dialog, { modal = true, onClose } = {}) {
  if (dialog.open) return;
  const entry = { dialog, modal, onClose, opener: document.activeElement };
  stack.push(entry);
  history.pushState({ overlay: stack.length }, '');
  show(entry);
}

export function closeOverlay(dialog) {
  const entry = stack.find((item) => item.dialog === dialog);
  // Going back takes effect later; a second request until then would leave the page.
  if (!entry || entry.closing) return;
  entry.closing = true;
  history.back();
}

function show({ dialog, modal }) {
  const isModal = typeof modal === 'function' ? modal() : modal;
  if (isModal) dialog.showModal();
  else dialog.show();
}

function dismissTop() {
  const { dialog, onClose, opener } = stack.pop();
  dialog.close();
  onClose?.();
  if (opener?.isConnected) opener.focus({ preventScroll: true });
}

/** Call once, at start. `layout` is the media query whose change decides modal or not. */
export function initOverlays(layout) {
  // A reload keeps the history entry of a dialog that is no longer open.
  if (history.state?.overlay) history.replaceState(null, '');
  window.addEventListener('popstate', (event) => {
    while (stack.length > (event.state?.overlay ?? 0)) dismissTop();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !stack.length) return;
    event.preventDefault();
    closeOverlay(stack.at(-1).dialog);
  });
  document.addEventListener('click', closeOnBackdrop);
  document.querySelector('.skip').addEventListener('click', skip);
  layout.addEventListener('change', reopenForLayout);
  for (const dialog of document.querySelectorAll('dialog')) {
    // Android's back gesture arrives as "cancel"; history does the closing.
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      closeOverlay(dialog);
    });
  }
}

// Not by a fragment in the address: going back to one takes the focus from what opened a dialog.
function skip(event) {
  event.preventDefault();
  document.querySelector(event.currentTarget.hash).focus();
}

function closeOnBackdrop(event) {
  const top = stack.at(-1);
  if (top && event.target === top.dialog && top.dialog.matches(':modal')) {
    const box = top.dialog.getBoundingClientRect();
    const inside =
      event.clientX >= box.left && event.clientX <= box.right &&
      event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside) closeOverlay(top.dialog);
  }
}

function reopenForLayout() {
  for (const entry of stack) {
    if (typeof entry.modal !== 'function') continue;
    entry.dialog.close();
    show(entry);
  }
}
