import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { snippetOf } from './snippet-of.ts';

const options = { adapter: 'https://help.example.com', version: '1.2.3', integrity: 'sha384-abc' };

describe('snippetOf', () => {
  it('pins the loader by version and integrity, and puts the tag with a fallback below', () => {
    const { html } = snippetOf({ ...options, tag: 'portico-search' });
    assert.equal(
      html,
      `<script
  type="module"
  src="https://help.example.com/sdk/1.2.3/portico.js"
  integrity="sha384-abc"
  crossorigin="anonymous"
  data-adapter="https://help.example.com"
></script>

<portico-search>
  <a href="/help">Help</a>
</portico-search>`,
    );
  });

  it('allows the adapter, and the policies that the elements make, nothing more', () => {
    assert.deepEqual(snippetOf({ ...options, tag: 'portico-search' }).csp, [
      'script-src https://help.example.com;',
      'connect-src https://help.example.com;',
      'img-src https://help.example.com;',
      'trusted-types lit-html portico;',
    ]);
  });

  it('leaves no words inside portico-site, whose content is shown with scripts, too', () => {
    const { html } = snippetOf({ ...options, tag: 'portico-site' });
    assert.match(html, /<portico-site>\s*<portico-search><\/portico-search>\s*<\/portico-site>$/);
  });

  it('names the page that shows a record of a list', () => {
    assert.match(
      snippetOf({ ...options, tag: 'portico-forum' }).html,
      /<portico-forum thread-url="\/thread\.html\?id=\{id\}">/,
    );
  });
});
