// What was dropped on the page: files as they are, and the plans of folders.

const READABLE = /\.(docx|pdf|xlsx|html?|md|txt)$/i;
// Left in folders by Office, LibreOffice, macOS and Windows.
const LEFT_BEHIND = /^(\.|~\$|~.*\.tmp$|desktop\.ini$|thumbs\.db$)/i;

/**
 * To be called while the drop is handled: its items are gone afterwards.
 * @returns {Promise<{files: {file: File, name: string}[], passed: number}>} a file of a folder is
 *     named with its folders, as its neighbour of another year often has the same name; `passed`
 *     counts the files of folders that can't be plans
 */
export async function droppedFiles({ items }) {
  const found = { files: [], passed: 0 };
  const given = [...items].filter((item) => item.kind === 'file')
    .map((item) => ({ entry: item.webkitGetAsEntry?.(), file: item.getAsFile() }));
  for (const { entry, file } of given) {
    if (entry?.isDirectory) await readFolder(entry, found);
    else if (file) found.files.push({ file, name: file.name });
  }
  return found;
}

async function readFolder(folder, found) {
  const entries = await entriesOf(folder).catch(() => null);
  if (!entries) found.passed += 1;
  for (const entry of entries ?? []) {
    if (entry.isDirectory) {
      if (!LEFT_BEHIND.test(entry.name)) await readFolder(entry, found);
      continue;
    }
    const file = isPlan(entry.name) ? await fileOf(entry).catch(() => null) : null;
    if (file) found.files.push({ file, name: entry.fullPath.split('/').filter(Boolean).join(' - ') });
    else found.passed += 1;
  }
}

const isPlan = (name) => READABLE.test(name) && !LEFT_BEHIND.test(name);

const fileOf = (entry) => new Promise((resolve, reject) => entry.file(resolve, reject));

// A browser tells a hundred at a time, and an empty list at the end.
async function entriesOf(folder) {
  const reader = folder.createReader();
  const entries = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return entries.sort((a, b) => a.name.localeCompare(b.name));
    entries.push(...some);
  }
}
