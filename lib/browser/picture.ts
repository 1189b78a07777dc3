let sheet: CSSStyleSheet | undefined;

/** How much a press of a button or a key zooms. */
const step = 1.5;

/** How much a double tap zooms. */
const leap = 2;

/** How far a picture can be zoomed, relative to its size in an open viewer. */
const furthest = 4;

/** Two taps at most this far apart, in milliseconds and pixels, are a double tap. */
const doubleTap = { time: 400, distance: 40 };

/** A point on the screen, such as that of a mouse event. */
interface Point {
  clientX: number;
  clientY: number;
}

const distance = (one: Point, other: Point) =>
  Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);

/**
 * Opens a picture in a dialog, at twice the size or more. The dialog scrolls, so the browser pans the
 * picture by touch, wheel and keyboard.
 *
 * @param link the link to its file
 * @param click where it was clicked, which stays at its place on the screen
 */
export function enlarge(link: HTMLAnchorElement, click: MouseEvent): void {
  const shown = link.querySelector('img');
  if (!shown) return;
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(viewerStyles);
    document.adoptedStyleSheets.push(sheet);
  }
  const viewer = document.createElement('dialog');
  viewer.className = 'viewer';
  viewer.ariaLabel = shown.alt;
  const close = button(browserMessages.close, () => viewer.close());
  close.autofocus = true;
  const tools = document.createElement('p');
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
  // Drawings have no `srcset`, and are sharp at any width.
  const natural = Number(/(\d+)w$/.exec(shown.srcset)?.[1] ?? Number.POSITIVE_INFINITY);
  /** The width at which the whole picture is visible. */
  const whole = () =>
    Math.min(
      natural,
      viewer.clientWidth,
      ((viewer.clientHeight - tools.offsetHeight) * box.width) / box.height,
    );
  const first = Math.max(whole(), Math.min(natural, 2 * box.width));
  resize(first, box, click);

  /** Sets the width. The part of the picture that was at a point, when it was in a box, stays there. */
  function resize(width: number, from: DOMRect, { clientX, clientY }: Point) {
    image.style.inlineSize = `${width}px`;
    const to = image.getBoundingClientRect();
    const scale = to.width / from.width;
    viewer.scrollBy(
      to.left + (clientX - from.left) * scale - clientX,
      to.top + (clientY - from.top) * scale - clientY,
    );
  }

  function zoom(
    factor: number,
    at: Point = { clientX: viewer.clientWidth / 2, clientY: viewer.clientHeight / 2 },
  ) {
    const from = image.getBoundingClientRect();
    resize(Math.max(whole(), Math.min(from.width * factor, first * furthest)), from, at);
  }

  viewer.addEventListener('keydown', ({ key, ctrlKey, metaKey, altKey }) => {
    if (ctrlKey || metaKey || altKey) return;
    // Without Shift, + is = on some keyboards.
    if (key === '+' || key === '=') zoom(step);
    if (key === '-') zoom(1 / step);
  });

  // A pinch on a touchpad is a turn of the wheel with Ctrl as well.
  viewer.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoom(2 ** Math.max(-1, Math.min(1, -event.deltaY / 100)), event);
    },
    { passive: false },
  );

  // Not `dblclick`, which not every phone sends.
  let last: MouseEvent | undefined;
  image.addEventListener('click', (event) => {
    const isDouble =
      last && event.timeStamp - last.timeStamp < doubleTap.time && distance(event, last) < doubleTap.distance;
    last = isDouble ? undefined : event;
    if (!isDouble) return;
    const isLargest = image.getBoundingClientRect().width >= first * furthest - 1;
    zoom(isLargest ? 0 : leap, event);
  });

  let pointer: PointerEvent | undefined;
  viewer.addEventListener('pointermove', (event) => {
    if (event.pointerType === 'mouse' && event.buttons === 1 && pointer)
      viewer.scrollBy(pointer.clientX - event.clientX, pointer.clientY - event.clientY);
    pointer = event;
  });

  let spread = 0;
  viewer.addEventListener('touchstart', () => {
    spread = 0;
  });
  viewer.addEventListener(
    'touchmove',
    (event) => {
      const [one, two] = event.touches;
      if (!one || !two) return;
      if (event.cancelable) event.preventDefault();
      const now = distance(one, two);
      if (spread > 0)
        zoom(now / spread, {
          clientX: (one.clientX + two.clientX) / 2,
          clientY: (one.clientY + two.clientY) / 2,
        });
      spread = now;
    },
    { passive: false },
  );
}

function button(text: string, act: () => void, name = text): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  made.title = made.ariaLabel = name;
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
