/** A text that is not known to be on disk. */
export interface KeptText {
  path: string;
  text: string;
  /** The hash of the version that it was changed from. */
  base: string;
  /** When it was last changed, in milliseconds since the epoch. */
  time: number;
}

/*
 * Unsaved texts, in IndexedDB, from the first keystroke until the server confirms that they are on disk. They
 * survive a crash of the browser, the server or the system.
 */

const storeName = 'texts';
let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((done, failed) => {
    const request = indexedDB.open('letterpress-desk', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(storeName, { keyPath: 'path' });
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  return opened;
}

async function run<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  return new Promise((done, failed) => {
    // `strict`: it is on disk when this resolves.
    const transaction = database.transaction(storeName, mode, { durability: 'strict' });
    const request = work(transaction.objectStore(storeName));
    transaction.oncomplete = () => done(request.result);
    transaction.onerror = () => failed(transaction.error);
    transaction.onabort = () => failed(transaction.error);
  });
}

export const keptText = (path: string): Promise<KeptText | undefined> =>
  run<KeptText | undefined>('readonly', (store) => store.get(path));
export const allKeptTexts = (): Promise<KeptText[]> => run<KeptText[]>('readonly', (store) => store.getAll());
export const forgetText = (path: string) => run('readwrite', (store) => store.delete(path));
export const keepText = (kept: KeptText) => run('readwrite', (store) => store.put(kept));
