// Builds page nodes. Text from plans, answers and errors enters the page only as text nodes.

const SVG = 'http://www.w3.org/2000/svg';

const ICONS = {
  send: 'M12 19V5M5.5 11.5 12 5l6.5 6.5',
  stop: 'M7.5 7.5h9v9h-9z',
  plus: 'M12 5v14M5 12h14',
  library: 'M5 4.5h4v15H5zM9 4.5h4v15H9zM14.2 5.6l3.7-1 3.6 14-3.7 1z',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6',
  close: 'M6 6l12 12M18 6 6 18',
  copy: 'M9 9h10.5v11H9zM15 9V4H4.5v11H9',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  retry: 'M19.5 12a7.5 7.5 0 1 1-2.2-5.3L20 9.4M20 4.5v4.9h-4.9',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.5v.1',
  warn: 'M12 4 2.8 20h18.4zM12 10v4.5M12 17.3v.1',
  up: 'M6 14.5l6-6 6 6',
  down: 'M6 9.5l6 6 6-6',
  left: 'M14.5 6l-6 6 6 6',
  right: 'M9.5 6l6 6-6 6',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM20.5 20.5 16 16',
  chat: 'M4 5h16v11.5H10L5.5 20v-3.5H4z',
  table: 'M4 5h16v14H4zM4 10h16M4 14.5h16M10 10v9',
  filter: 'M4 6h16M7 12h10M10 18h4',
  menu: 'M4 6.5h16M4 12h16M4 17.5h16',
  checklist: 'M4 6.5l1.5 1.5L8.5 5M4 13l1.5 1.5 3-3M4 19.5 5.5 21l3-3M12 6.5h8M12 13h8M12 19.5h8',
  pen: 'M4.5 19.5l1-4.5L16 4.5l3.5 3.5L9 18.5zM13.5 7l3.5 3.5',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1.2 1.2M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1.2-1.2',
  cloud: 'M7 18.5a4.2 4.2 0 0 1-.5-8.4 5.7 5.7 0 0 1 11-1 4.7 4.7 0 0 1-.5 9.4zM9.5 13.5l2 2 3.5-3.5',
  download: 'M12 4v11M7 10.5l5 5 5-5M5 20h14',
  'thumb-up': 'M7.5 11v9H4v-9zM7.5 11l3.8-7.5c1.5 0 2.6 1.1 2.6 2.6V9.5h4.6a1.8 1.8 0 0 1 1.8 2.1l-1.1 6.8a2 2 0 0 1-2 1.6H7.5',
  'thumb-down': 'M7.5 13V4H4v9zM7.5 13l3.8 7.5c1.5 0 2.6-1.1 2.6-2.6v-3.4h4.6a1.8 1.8 0 0 0 1.8-2.1l-1.1-6.8a2 2 0 0 0-2-1.6H7.5',
  leave: 'M14 4H5v16h9M10 12h10.5M16.5 8l4 4-4 4',
  upload: 'M12 16V5M7 9.5l5-5 5 5M5 20h14',
  trash: 'M4.5 6.5h15M9.5 6.5V4h5v2.5M6.5 6.5l1 13.5h9l1-13.5M10.5 10v6.5M13.5 10v6.5',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  file: 'M6 3.5h8l4.5 4.5v12.5H6zM14 3.5V8h4.5M9 12.5h6.5M9 16h6.5',
};

/**
 * A new element. `props`: `class`, `text`, `on` (event name to listener), any other key is an
 * attribute; null, undefined and false leave it out, true sets it empty.
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'class') node.className = value;
    else if (name === 'text') node.textContent = value;
    else if (name === 'on') listen(node, value);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

function listen(node, listeners) {
  for (const [event, listener] of Object.entries(listeners)) node.addEventListener(event, listener);
}

/** A decorative line icon, hidden from screen readers. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

/** A button with an icon, a text, or both. */
export function button(text, { icon: name, onClick, ...props } = {}) {
  const label = text ? el('span', { text }) : null;
  return el(
    'button',
    { type: 'button', ...props, on: onClick ? { click: onClick } : {} },
    name ? icon(name) : null,
    label,
  );
}

export function byId(id) {
  return document.getElementById(id);
}
