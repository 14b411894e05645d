/**
 * Class decorator that registers a custom element, unless the page has one of that name already: another copy or
 * version of Portico on the same page must not break this one, so the first wins.
 */
export const customElement =
  (tag: string) =>
  (element: CustomElementConstructor): void => {
    if (!customElements.get(tag)) customElements.define(tag, element);
  };
