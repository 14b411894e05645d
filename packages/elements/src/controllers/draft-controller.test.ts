import { expect } from '@open-wc/testing';
import { html, LitElement } from 'lit';
import { unmountAll } from '../testing/fixtures.ts';
import { DraftController } from './draft-controller.ts';

class DraftedElement extends LitElement {
  key: string | null = 'probe';
  readonly draft = new DraftController<{ text: string }>(this, () => this.key);

  override render() {
    return html``;
  }
}
customElements.define('drafted-probe', DraftedElement);

function open(): DraftedElement {
  const element = document.createElement('drafted-probe') as DraftedElement;
  document.body.append(element);
  return element;
}

describe('DraftController', () => {
  afterEach(unmountAll);

  it('brings back what was typed before the element left', () => {
    const before = open();
    before.draft.save({ text: 'a' });
    before.draft.save({ text: 'ab' });
    before.remove();
    expect(open().draft.restore()).to.deep.equal({ text: 'ab' });
  });

  it('keeps what was typed when the page goes', () => {
    const before = open();
    before.draft.save({ text: 'ab' });
    dispatchEvent(new Event('pagehide'));
    expect(open().draft.restore()).to.deep.equal({ text: 'ab' });
  });

  it('forgets what was sent, also what was about to be kept', () => {
    const before = open();
    before.draft.save({ text: 'ab' });
    before.draft.clear();
    before.remove();
    expect(open().draft.restore()).to.equal(null);
  });

  it('keeps nothing without a key', () => {
    const element = open();
    element.key = null;
    element.draft.save({ text: 'ab' });
    element.remove();
    expect(sessionStorage.length).to.equal(0);
    expect(element.draft.restore()).to.equal(null);
  });

  it('forgets after a day, and what it cannot read', () => {
    const store = (text: string) => sessionStorage.setItem('portico:draft:probe', text);
    store(JSON.stringify({ savedAt: Date.now() - 25 * 60 * 60 * 1000, values: { text: 'old' } }));
    expect(open().draft.restore()).to.equal(null);
    store('{');
    expect(open().draft.restore()).to.equal(null);
  });

  it('does nothing where storage is blocked', () => {
    const own = Object.getOwnPropertyDescriptor(window, 'sessionStorage') as PropertyDescriptor;
    Object.defineProperty(window, 'sessionStorage', {
      configurable: true,
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    try {
      const element = open();
      element.draft.save({ text: 'ab' });
      element.remove();
      element.draft.clear();
      expect(element.draft.restore()).to.equal(null);
    } finally {
      Object.defineProperty(window, 'sessionStorage', own);
    }
  });
});
