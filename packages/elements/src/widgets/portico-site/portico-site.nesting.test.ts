import { expect } from '@open-wc/testing';
import type { PorticoElement } from '../../base/portico-element.ts';
import { FakeClient } from '../../testing/fake-client.ts';
import { settled, unmountAll } from '../../testing/fixtures.ts';
import type { ProbeElement } from '../../testing/probe-element.ts';
import '../../testing/probe-element.ts';
import type { PorticoSiteElement } from './portico-site.ts';
import './portico-site.ts';

function site(attributes: Readonly<Record<string, string>>, ...children: Element[]): PorticoSiteElement {
  const element = document.createElement('portico-site');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function probe(): ProbeElement {
  const element = document.createElement('portico-probe') as ProbeElement;
  // Asks nothing: there is nobody at these addresses.
  element.table = '';
  return element;
}

const same = (a: PorticoElement, b: PorticoElement) => a.client === b.client && a.session === b.session;

describe('portico-site within and beside another', () => {
  afterEach(unmountAll);

  it('is nearest to what is inside of it, and gives the others their own', async () => {
    const inner = probe();
    const outer = probe();
    const sibling = probe();
    document.body.append(
      site({ adapter: 'https://a.example' }, outer, site({ adapter: 'https://b.example' }, inner), sibling),
    );
    await settled(inner);
    await settled(outer);
    expect(same(outer, sibling)).to.equal(true);
    expect(same(outer, inner)).to.equal(false);
  });

  it('gives one that is moved into it what is there now', async () => {
    const moved = probe();
    const resident = probe();
    const first = site({ adapter: 'https://a.example' }, moved);
    const second = site({ adapter: 'https://b.example' }, resident);
    document.body.append(first, second);
    await settled(moved);
    const before = moved.client;
    second.append(moved);
    await settled(moved);
    expect(moved.client === before).to.equal(false);
    expect(same(moved, resident)).to.equal(true);
  });

  it('does not take from a widget what the page has given it', async () => {
    const own = new FakeClient();
    const inside = probe();
    inside.client = own;
    const around = site({ adapter: 'https://a.example' }, inside);
    document.body.append(around);
    await settled(inside);
    around.adapter = 'https://b.example';
    await settled(around);
    expect(inside.client === own).to.equal(true);
  });

  it('finds what is added to it later, and deep inside', async () => {
    const around = site({ adapter: 'https://a.example' });
    document.body.append(around);
    await settled(around);
    const card = document.createElement('div');
    const late = probe();
    card.attachShadow({ mode: 'open' }).append(late);
    around.append(card);
    await settled(late);
    expect(late.client).not.to.equal(undefined);
  });

  it('keeps one connection through being moved itself', async () => {
    const inside = probe();
    const around = site({ adapter: 'https://a.example' }, inside);
    document.body.append(around);
    await settled(inside);
    const { client } = inside;
    document.body.appendChild(document.createElement('main')).append(around);
    await settled(inside);
    expect(inside.client === client).to.equal(true);
  });

  it('puts its language on what is inside, and only there', async () => {
    const inside = probe();
    const around = site({ locale: 'fr' }, inside);
    document.body.append(around);
    await settled(around);
    expect(around.lang).to.equal('fr');
    expect(inside.closest('[lang]')?.getAttribute('lang')).to.equal('fr');
    expect(document.documentElement.lang).not.to.equal('fr');
  });
});
