import { expect } from '@open-wc/testing';
import { formatAge, formatDate, formatNumber, localeOf } from './format.ts';

describe('formatting', () => {
  it('shows a plain date as the day it names, in every time zone', () => {
    expect(formatDate('2026-01-31', 'en-GB')).to.equal('31 Jan 2026');
    expect(formatDate('2026-01-31', 'de')).to.equal('31.01.2026');
  });

  it('shows no date for what is none', () => {
    expect(formatDate('soon', 'en')).to.equal('');
    expect(formatAge('soon', 'en')).to.equal('');
  });

  it('adds the time where it is asked for', () => {
    expect(formatDate('2026-01-31T12:30:00.000Z', 'en', { time: true })).to.match(/:30/);
    expect(formatDate('2026-01-31', 'en', { time: true })).not.to.match(/:/);
  });

  it('says how long ago', () => {
    const now = Date.parse('2026-06-15T12:00:00Z');
    const ages = [
      '2026-06-15T11:59:40Z',
      '2026-06-15T11:30:00Z',
      '2026-06-14T11:00:00Z',
      '2024-06-01T00:00:00Z',
    ];
    expect(ages.map((age) => formatAge(age, 'en', now))).to.deep.equal([
      'this minute',
      '30 minutes ago',
      'yesterday',
      '2 years ago',
    ]);
  });

  it('writes numbers as the locale does', () => {
    expect(formatNumber(12_345.5, 'de')).to.equal('12.345,5');
  });
});

describe('localeOf', () => {
  it('is the nearest language, through shadow roots', () => {
    const outer = document.createElement('div');
    outer.lang = 'fr';
    const inner = outer.attachShadow({ mode: 'open' }).appendChild(document.createElement('p'));
    expect(localeOf(inner)).to.equal('fr');
  });

  it('is the browser’s where the page names none it could be', () => {
    const element = document.createElement('div');
    element.lang = 'not a language';
    expect(localeOf(element)).to.equal(navigator.language);
  });
});
