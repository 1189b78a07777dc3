let styleSheet: CSSStyleSheet | undefined;

/** How much a press of a button or a key zooms. */
const step = 1.5;

/** How much a double tap zooms. */
const leap = 2;

/** How far a picture can be zoomed, relative to its size when the viewer opens. */
const furthest = 4;

/** Two taps at most this far apart, in milliseconds and pixels, are a double tap. */
const doubleTap = { time: 400, distance: 40 };

/** A point on the screen, such as that of a mouse event. */
interface Point {
  clientX: number;
  clientY: number;
}

/** Zooms a picture. The part of it that is at a point, by default the center of the screen, stays there. */
type Zoom = (factor: number, at?: Point) => void;

/**
 * Opens a picture in a dialog, at twice its size or as large as the screen. The dialog scrolls, so the
 * browser itself pans the picture by touch, wheel and keyboard.
 *
 * Pictures of a gallery lead to each other: by buttons, by the arrow keys and by swipes.
 *
 * @param link the link to its file
 * @param click where it was clicked. That part of the picture stays where it is
 */
export function enlarge(link: HTMLAnchorElement, click: Point): void {
  const shown = link.querySelector('img');
  if (!shown) return;
  addStyles();
  const viewer = document.createElement('dialog');
  viewer.className = 'viewer';
  viewer.ariaLabel = shown.alt;
  const tools = document.createElement('p');
  const close = button(browserMessages.close, () => viewer.close());
  close.autofocus = true;
  const others = neighborsOf(link);
  /** @param to -1 for the previous picture of the gallery, 1 for the next one */
  const turn = (to: -1 | 1) => {
    const other = others[to];
    if (!other) return;
    viewer.close();
    other.focus({ preventScroll: true });
    other.scrollIntoView({ block: 'nearest' });
    const { left, top, width, height } = other.getBoundingClientRect();
    enlarge(other, { clientX: left + width / 2, clientY: top + height / 2 });
  };
  if (others[-1]) tools.append(button('\u2190', () => turn(-1), browserMessages.previousPicture));
  if (others[1]) tools.append(button('\u2192', () => turn(1), browserMessages.nextPicture));
  tools.append(
    button('\u2212', () => zoom(1 / step), browserMessages.zoomOut),
    button('+', () => zoom(step), browserMessages.zoomIn),
    close,
  );
  const image = largeOf(link, shown);
  viewer.append(tools, image);
  // The browser returns the focus to the link.
  viewer.addEventListener('close', () => viewer.remove());
  document.body.append(viewer);
  viewer.showModal();

  const box = shown.getBoundingClientRect();
  // A drawing has no `srcset`, and is sharp at any width.
  const natural = Number(/(\d+)w$/.exec(shown.srcset)?.[1] ?? Number.POSITIVE_INFINITY);
  /** The width at which the whole picture is visible. */
  const whole = () => {
    const height = viewer.clientHeight - tools.offsetHeight;
    return Math.min(natural, viewer.clientWidth, (height * box.width) / box.height);
  };
  const first = Math.max(whole(), Math.min(natural, 2 * box.width));

  /** Sets the width. What was at a point when the picture was in a box stays at that point. */
  function resize(width: number, from: DOMRect, { clientX, clientY }: Point) {
    image.style.inlineSize = `${width}px`;
    const to = image.getBoundingClientRect();
    const scale = to.width / from.width;
    viewer.scrollBy(
      to.left + (clientX - from.left) * scale - clientX,
      to.top + (clientY - from.top) * scale - clientY,
    );
  }
  const zoom: Zoom = (factor, at = { clientX: viewer.clientWidth / 2, clientY: viewer.clientHeight / 2 }) => {
    const from = image.getBoundingClientRect();
    resize(Math.max(whole(), Math.min(from.width * factor, first * furthest)), from, at);
  };
  resize(first, box, click);
  zoomWithKeys(viewer, zoom);
  zoomWithWheel(viewer, zoom);
  zoomWithTaps(image, zoom);
  zoomWithFingers(viewer, zoom);
  panWithMouse(viewer);
  turnWithKeys(viewer, turn);
  turnWithSwipes(viewer, turn);
}

function addStyles() {
  if (styleSheet) return;
  styleSheet = new CSSStyleSheet();
  styleSheet.replaceSync(viewerStyles);
  document.adoptedStyleSheets.push(styleSheet);
}

function button(text: string, act: () => void, name?: string): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  if (name) made.title = made.ariaLabel = name;
  made.addEventListener('click', act);
  return made;
}

/** The picture at full size. Animated, if it is an animation. */
function largeOf(link: HTMLAnchorElement, shown: HTMLImageElement): HTMLImageElement {
  const large = shown.cloneNode() as HTMLImageElement;
  for (const name of ['loading', 'srcset', 'sizes']) large.removeAttribute(name);
  large.src = link.href;
  large.draggable = false;
  return large;
}

function zoomWithKeys(viewer: HTMLElement, zoom: Zoom) {
  viewer.addEventListener('keydown', ({ key, ctrlKey, metaKey, altKey }) => {
    if (ctrlKey || metaKey || altKey) return;
    // Many keyboards have + and = on the same key.
    if (key === '+' || key === '=') zoom(step);
    if (key === '-') zoom(1 / step);
  });
}

/** With Ctrl, because the wheel alone pans. Browsers report a pinch on a touchpad the same way. */
function zoomWithWheel(viewer: HTMLElement, zoom: Zoom) {
  const zoomAt = (event: WheelEvent) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoom(2 ** Math.max(-1, Math.min(1, -event.deltaY / 100)), event);
  };
  viewer.addEventListener('wheel', zoomAt, { passive: false });
}

/** With a double tap or click. Not `dblclick`, which not every phone sends. */
function zoomWithTaps(image: HTMLElement, zoom: Zoom) {
  const widthOf = () => image.getBoundingClientRect().width;
  let last: MouseEvent | undefined;
  image.addEventListener('click', (event) => {
    const isDouble =
      last && event.timeStamp - last.timeStamp < doubleTap.time && distance(event, last) < doubleTap.distance;
    last = isDouble ? undefined : event;
    if (!isDouble) return;
    const width = widthOf();
    zoom(leap, event);
    // It is as large as it can be, so it becomes whole again.
    if (widthOf() === width) zoom(0, event);
  });
}

function zoomWithFingers(viewer: HTMLElement, zoom: Zoom) {
  let spread = 0;
  viewer.addEventListener('touchstart', ({ touches: [one, two] }) => {
    if (one && two) spread = distance(one, two);
  });
  const zoomBetween = (event: TouchEvent) => {
    const [one, two] = event.touches;
    if (!one || !two) return;
    if (event.cancelable) event.preventDefault();
    const before = spread;
    spread = distance(one, two);
    zoom(spread / before, {
      clientX: (one.clientX + two.clientX) / 2,
      clientY: (one.clientY + two.clientY) / 2,
    });
  };
  viewer.addEventListener('touchmove', zoomBetween, { passive: false });
}

/** The pictures before (-1) and after (1) one in its gallery. */
function neighborsOf(link: HTMLAnchorElement): Partial<Record<-1 | 1, HTMLAnchorElement>> {
  const all = [...(link.closest('.gallery')?.querySelectorAll<HTMLAnchorElement>('a.picture') ?? [])];
  const at = all.indexOf(link);
  return at < 0 ? {} : { [-1]: all[at - 1], 1: all[at + 1] };
}

/** Whether the whole picture is visible, so that there is nothing to pan to sideways. */
const isWhole = ({ scrollWidth, clientWidth }: HTMLElement) => scrollWidth <= clientWidth;

const isReversed = (viewer: HTMLElement) => getComputedStyle(viewer).direction === 'rtl';

function turnWithKeys(viewer: HTMLElement, turn: (to: -1 | 1) => void) {
  viewer.addEventListener('keydown', ({ key, ctrlKey, metaKey, altKey }) => {
    if (ctrlKey || metaKey || altKey || !isWhole(viewer)) return;
    if (key === 'ArrowLeft') turn(isReversed(viewer) ? 1 : -1);
    if (key === 'ArrowRight') turn(isReversed(viewer) ? -1 : 1);
  });
}

/** In CSS pixels: a shorter movement of a finger is not a swipe. */
const swipe = 60;

function turnWithSwipes(viewer: HTMLElement, turn: (to: -1 | 1) => void) {
  let start: Touch | undefined;
  const movement = ({ clientX, clientY }: Touch) => ({
    x: clientX - (start?.clientX ?? clientX),
    y: clientY - (start?.clientY ?? clientY),
  });
  viewer.addEventListener('touchstart', ({ touches }) => {
    start = touches.length === 1 && isWhole(viewer) ? touches[0] : undefined;
  });
  // Otherwise, some browsers take it as a gesture for the previous page.
  const keep = (event: TouchEvent) => {
    const [touch] = event.touches;
    if (!start || !touch || !event.cancelable) return;
    const { x, y } = movement(touch);
    if (Math.abs(x) > Math.abs(y)) event.preventDefault();
  };
  viewer.addEventListener('touchmove', keep, { passive: false });
  viewer.addEventListener('touchend', ({ changedTouches: [end] }) => {
    if (!start || !end) return;
    const { x, y } = movement(end);
    if (Math.abs(x) > swipe && Math.abs(x) > 2 * Math.abs(y)) turn(x < 0 === isReversed(viewer) ? -1 : 1);
  });
}

function panWithMouse(viewer: HTMLElement) {
  let last: PointerEvent | undefined;
  viewer.addEventListener('pointermove', (event) => {
    if (event.pointerType === 'mouse' && event.buttons === 1 && last)
      viewer.scrollBy(last.clientX - event.clientX, last.clientY - event.clientY);
    last = event;
  });
}

const distance = (one: Point, other: Point) =>
  Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
