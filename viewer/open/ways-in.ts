import { linkBehind } from '../../compiler/links/share-link.ts';
import { element } from '../page/element.ts';

/** Calls `open` with every file and text that is dropped, pasted or chosen, and with what stands behind the `#` of the address. */
export function connectWaysIn(open: (file: File) => void): void {
  const chooser = element('file', HTMLInputElement);
  element('open', HTMLButtonElement).addEventListener('click', () => chooser.click());
  chooser.addEventListener('change', () => {
    const [file] = chooser.files ?? [];
    // The same file may be chosen again when it has been changed.
    chooser.value = '';
    if (file !== undefined) open(file);
  });
  document.addEventListener('paste', (event) => {
    const file = fileOf(event.clipboardData, 'pasted text');
    if (file !== null) open(file);
  });
  for (const name of ['dragenter', 'dragover'] as const) {
    document.addEventListener(name, (event) => {
      event.preventDefault();
      document.body.classList.add('dropping');
    });
  }
  document.addEventListener('dragleave', ({ relatedTarget }) => {
    if (relatedTarget === null) document.body.classList.remove('dropping');
  });
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    document.body.classList.remove('dropping');
    const file = fileOf(event.dataTransfer, 'dropped text');
    if (file !== null) open(file);
  });
  const openAddress = (): void => {
    if (location.hash !== '') open(new File([linkBehind(location.hash) ?? ''], 'the address of this page'));
  };
  addEventListener('hashchange', openAddress);
  openAddress();
}

/** The first file, or else the text; a link that is dragged here is text as well. Null when there is neither. */
function fileOf(data: DataTransfer | null, name: string): File | null {
  const [file] = data?.files ?? [];
  if (file !== undefined) return file;
  const text = data?.getData('text/plain') ?? '';
  return text === '' ? null : new File([text], name);
}
