import { expect } from '@open-wc/testing';
import { settled, unmountAll } from '../../testing/fixtures.ts';
import type { ProbeElement } from '../../testing/probe-element.ts';
import '../../testing/probe-element.ts';
import type { PorticoSiteElement } from './portico-site.ts';
import './portico-site.ts';

function site(attributes: Record<string, string>): { site: PorticoSiteElement; probe: ProbeElement } {
  const element = document.createElement('portico-site');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  const probe = document.createElement('portico-probe') as ProbeElement;
  probe.table = '';
  element.append(probe);
  document.body.append(element);
  return { site: element, probe };
}

describe('portico-site', () => {
  afterEach(unmountAll);

  it('gives what is inside a client and a session of their own', async () => {
    const first = site({ adapter: 'https://a.example' });
    const second = site({ adapter: 'https://b.example' });
    await settled(first.probe);
    await settled(second.probe);
    expect(first.probe.client).not.to.equal(undefined);
    expect(first.probe.client).not.to.equal(second.probe.client);
    expect(first.probe.session?.state.status).to.equal('anonymous');
  });

  it('follows its attribute', async () => {
    const { site: element, probe } = site({ adapter: 'https://a.example' });
    await settled(probe);
    const before = probe.client;
    element.adapter = 'https://b.example';
    await settled(element);
    expect(probe.client).not.to.equal(before);
  });

  it('gives a language without standing in the way of the page’s client', async () => {
    const outer = site({ adapter: 'https://a.example' });
    const inner = site({ locale: 'de' });
    outer.site.append(inner.site);
    await settled(inner.probe);
    await settled(outer.probe);
    expect(inner.site.lang).to.equal('de');
    expect(inner.probe.client).to.equal(outer.probe.client);
  });

  it('takes no room of its own', async () => {
    const { site: element, probe } = site({ adapter: 'https://a.example' });
    await settled(probe);
    expect(getComputedStyle(element).display).to.equal('contents');
  });
});
