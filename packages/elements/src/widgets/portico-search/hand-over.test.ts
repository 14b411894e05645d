import { expect } from '@open-wc/testing';
import { unmountAll } from '../../testing/fixtures.ts';
import { filled, goToCaseForm } from './hand-over.ts';

function form(subject?: string): HTMLElement & { subject?: string } {
  const element: HTMLElement & { subject?: string } = document.createElement('section');
  element.id = 'cases';
  if (subject !== undefined) element.subject = subject;
  return document.body.appendChild(element);
}

describe('hand-over to the case form', () => {
  afterEach(unmountAll);

  it('leaves a subject alone that somebody has begun', () => {
    const element = form('Flat tyre');
    goToCaseForm('#cases', 'battery');
    expect(element.subject).to.equal('Flat tyre');
  });

  it('leads the focus to any element, and gives no subject to one that takes none', () => {
    const element = form();
    goToCaseForm('#cases', 'battery');
    expect(document.activeElement).to.equal(element);
    expect(element.subject).to.equal(undefined);
  });

  it('leaves the focus to a form that knows where to put it', () => {
    const element = form('');
    const inner = document.createElement('input');
    element.attachShadow({ mode: 'open' }).append(inner);
    element.focus = (options) => inner.focus(options);
    goToCaseForm('#cases', 'battery');
    expect(element.subject).to.equal('battery');
    expect(element.shadowRoot?.activeElement).to.equal(inner);
    expect(element.hasAttribute('tabindex')).to.equal(false);
  });

  it('does nothing where there is no such form', () => {
    goToCaseForm('#nowhere', 'battery');
    expect(document.activeElement).to.equal(document.body);
  });

  it('encodes what goes into an address', () => {
    expect(filled('/t?id={id}&again={id}', 'id', 'a&b c')).to.equal('/t?id=a%26b%20c&again=a%26b%20c');
    expect(filled('/support', 'query', 'x')).to.equal('/support');
  });
});
