import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A key of the whole page that leads to the host, as long as the visitor is not typing somewhere. */
export class ShortcutController implements ReactiveController {
  readonly #key: () => string;
  readonly #pressed: () => void;

  /** `key` as in `KeyboardEvent.key`; empty: none. */
  constructor(host: ReactiveControllerHost, key: () => string, pressed: () => void) {
    this.#key = key;
    this.#pressed = pressed;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('keydown', this.#handleKeydown);
  }

  hostDisconnected(): void {
    document.removeEventListener('keydown', this.#handleKeydown);
  }

  readonly #handleKeydown = (event: KeyboardEvent): void => {
    if (event.key !== this.#key() || event.defaultPrevented || event.isComposing || event.repeat) return;
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
    event.preventDefault();
    this.#pressed();
  };
}

/** The path, because an input in a shadow root is not the event's target out here. */
function isTyping(event: Event): boolean {
  const target = event.composedPath()[0];
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
  );
}
