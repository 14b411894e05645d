import { expect } from '@open-wc/testing';
import { html, render } from 'lit';
import { live } from './live.ts';

/** Renders an input whose value is `value` into `place`. */
function show(place: HTMLElement, value: string): HTMLInputElement {
  render(html`<input aria-label="Name" .value=${live(value)} />`, place);
  return place.querySelector('input') as HTMLInputElement;
}

describe('live', () => {
  it('sets the property, and sets it again when it is another', () => {
    const place = document.createElement('div');
    expect(show(place, 'one').value).to.equal('one');
    expect(show(place, 'two').value).to.equal('two');
  });

  it('takes back what the visitor typed when the value is still the same', () => {
    const place = document.createElement('div');
    show(place, '').value = 'typed';
    expect(show(place, '').value).to.equal('');
  });

  it('does not touch what is right already, so that the cursor stays', () => {
    const place = document.createElement('div');
    const input = show(place, 'one');
    input.value = 'two';
    input.setSelectionRange(1, 1);
    show(place, 'two');
    expect([input.value, input.selectionStart]).to.deep.equal(['two', 1]);
  });

  it('is refused where it would do nothing', () => {
    const place = document.createElement('div');
    expect(() => render(html`<input aria-label="Name" value=${live('x')} />`, place)).to.throw('properties');
  });
});
