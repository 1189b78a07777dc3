import { element } from './dom';
import { replaceChanged } from './replace-changed';

/** The real page of the open document, in a frame in which no script runs. */
export class PageView {
  private readonly frame = element('iframe', {
    title: 'The page',
    // Without `allow-scripts`. The desk reads the page to scroll it along, and updates it.
    sandbox: 'allow-same-origin',
    onload: () => this.loaded(),
  });
  private readonly note = element('p', { class: 'note', hidden: true });
  readonly dom = element(
    'section',
    { class: 'page', 'aria-label': 'Page', tabindex: '-1' },
    this.note,
    this.frame,
  );
  private address = '';
  /** Called when the page is there, or has changed. */
  onchange: () => unknown = () => {};
  /** Called when the author scrolls the page. */
  onscroll = () => {};
  /** Called when the author begins to use the page. */
  onuse = () => {};

  get page(): Document | undefined {
    const page = this.frame.contentDocument;
    return page && page.location.href !== 'about:blank' ? page : undefined;
  }

  /** Shows a page. @param address `undefined` if the document has none */
  show(address: string | undefined): void {
    if (address === this.address) return;
    this.address = address ?? '';
    this.frame.hidden = !address;
    if (address) this.frame.contentWindow?.location.replace(address);
  }

  /** Shows why the page is not up to date. */
  explain(text: string): void {
    this.note.textContent = text;
    this.note.hidden = text === '';
  }

  /** Updates the page in place, after the document was saved. */
  async update(): Promise<void> {
    const { page, address } = this;
    if (!page || !address) return;
    const { next, discard } = await this.load(address);
    const [main, nextMain] = [page.querySelector('main'), next?.querySelector('main')];
    if (address === this.address)
      if (next && main && nextMain && stylesOf(page) === stylesOf(next)) {
        replaceChanged(main, nextMain);
        this.onchange();
      } else this.reload();
    discard();
  }

  /**
   * Loads the newer version of a page. In another frame, because a document that is loaded in any other way would
   * have the policy of the desk.
   */
  private load(address: string): Promise<{ next: Document | null; discard(): void }> {
    return new Promise((resolve) => {
      const frame: HTMLIFrameElement = element('iframe', {
        title: '',
        hidden: true,
        sandbox: 'allow-same-origin',
        src: address,
        onload: () => resolve({ next: frame.contentDocument, discard: () => frame.remove() }),
      });
      this.dom.append(frame);
    });
  }

  private reload(): void {
    const { scrollY = 0 } = this.frame.contentWindow ?? {};
    this.frame.addEventListener('load', () => this.frame.contentWindow?.scrollTo(0, scrollY), { once: true });
    this.frame.contentWindow?.location.replace(this.address);
  }

  private loaded(): void {
    const { page } = this;
    if (!page) return;
    page.addEventListener('scroll', () => this.onscroll());
    for (const event of ['wheel', 'pointerdown', 'keydown', 'touchstart'] as const)
      page.addEventListener(event, () => this.onuse(), { passive: true });
    // Links to other pages would lead the frame away from the document.
    page.addEventListener('click', (event) => {
      const link = (event.target as Element).closest('a');
      if (!link || link.getAttribute('href')?.startsWith('#')) return;
      event.preventDefault();
      window.open(link.href, '_blank', 'noopener');
    });
    this.onchange();
  }
}

const stylesOf = (page: Document) => page.querySelector('head style')?.textContent;
