import { noChange } from 'lit';
import { Directive, directive, type ElementPart, type PartInfo, PartType } from 'lit/directive.js';

/** `Element.setHTML` of browsers that have the sanitizer built in. */
interface SelfSanitizing {
  setHTML?(html: string): void;
}

class SanitizedHtmlDirective extends Directive {
  #html: string | undefined;

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('sanitizedHtml stands on an element.');
  }

  override render(_html: string): unknown {
    return noChange;
  }

  override update(part: ElementPart, [html]: [string]): unknown {
    if (html !== this.#html) {
      this.#html = html;
      void this.#fill(part.element, html);
    }
    return noChange;
  }

  async #fill(element: Element & SelfSanitizing, html: string): Promise<void> {
    const clean = await import('./purifier.ts').then(({ purify }) => purify(html)).catch(() => null);
    // A newer text came while the sanitizer was loading.
    if (html !== this.#html) return;
    if (clean !== null) element.innerHTML = clean;
    else if (element.setHTML) element.setHTML(html);
    else element.textContent = html.replace(/<[^>]*>/g, ' ');
  }
}

/**
 * Fills an element with record HTML: `<div class="prose" ${sanitizedHtml(article.body)}></div>`. The adapter has
 * sanitized it when it was written; here it is sanitized again where it is rendered. The sanitizer is loaded when the
 * first text is shown. Where the page's Trusted Types policy refuses ours, the browser's own sanitizer does it, and
 * without one the text is shown without its markup. Styles: `proseStyles`.
 */
export const sanitizedHtml = directive(SanitizedHtmlDirective);
