import assert from 'node:assert/strict';
import { test } from 'node:test';
import { preferredLocale } from './preferred-locale.ts';

const LOCALES = ['en', 'de', 'pt-BR'];

function preferred(header: string | null): string {
  const headers = header === null ? {} : { 'accept-language': header };
  return preferredLocale(new Request('https://a.example', { headers }), LOCALES);
}

test('the first language that the site has is taken, exactly or nearly', () => {
  assert.equal(preferred('de'), 'de');
  assert.equal(preferred('de-AT,en;q=0.5'), 'de');
  assert.equal(preferred('fr-FR, pt-PT;q=0.9, en;q=0.8'), 'pt-BR');
  assert.equal(preferred('PT-br'), 'pt-BR');
});

test('otherwise the default of the site', () => {
  for (const header of [null, '', 'fr', '*', ',;q=1,', ';'.repeat(100_000), 'x-'.repeat(50_000)]) {
    assert.equal(preferred(header), 'en');
  }
});
