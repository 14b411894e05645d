import { expect, fixture, waitUntil } from '@open-wc/testing';
import { html } from 'lit';
import { sanitizedHtml } from './sanitized-html.ts';

async function rendered(dirty: string): Promise<HTMLElement> {
  const element = await fixture<HTMLElement>(html`<div ${sanitizedHtml(dirty)}></div>`);
  await waitUntil(() => element.hasChildNodes(), 'nothing was rendered');
  return element;
}

describe('sanitizedHtml', () => {
  it('keeps the markup of an article', async () => {
    const article =
      '<h2>Mend it</h2><p>Take <strong>both</strong> <a href="https://example.com/x">levers</a>.</p><ul><li>One</li></ul>';
    expect((await rendered(article)).innerHTML).to.equal(article);
  });

  it('renders nothing that runs, styles, names or asks', async () => {
    const globals = window as { hit?: number };
    const element = await rendered(`<p>text</p>
      <img src=x onerror="hit=1"><script>hit=1</script><svg onload="hit=1"><script>hit=1</script></svg>
      <a href="javascript:hit=1">a</a><a href="data:text/html,<script>hit=1</script>">b</a>
      <iframe srcdoc="<script>parent.hit=1</script>"></iframe><style>*{display:none}</style>
      <form action="https://evil.example"><input name="password"><button>go</button></form>
      <p id="location" name="x" class="visually-hidden" style="position:fixed" data-a="1">named</p>
      <math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=hit=1&gt;">`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(globals.hit).to.equal(undefined);
    expect(
      element.querySelector(
        'script,style,iframe,form,input,button,svg,math,[onerror],[id],[name],[class],[style],[data-a]',
      ),
    ).to.equal(null);
    for (const link of element.querySelectorAll('a')) expect(link).not.to.have.attribute('href');
    expect(element.textContent).to.contain('text').and.to.contain('named');
  });

  it('shows the newest text when it changes while the sanitizer loads', async () => {
    const view = (text: string) => html`<div ${sanitizedHtml(text)}></div>`;
    const { render } = await import('lit');
    const root = document.createElement('div');
    for (const text of ['<p>one</p>', '<p>two</p>', '<p>three</p>']) render(view(text), root);
    await waitUntil(() => root.textContent?.trim() === 'three', 'the newest was not rendered');
  });
});
