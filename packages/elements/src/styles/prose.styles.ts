import { css } from 'lit';

/** `.prose`: article, post and snippet HTML. */
export const proseStyles = css`
  .prose {
    line-height: 1.65;
    overflow-wrap: anywhere;
  }

  .prose > * {
    max-inline-size: 70ch;
  }

  .prose > * + * {
    margin-block-start: 1em;
  }

  .prose :is(h1, h2, h3, h4) {
    margin-block-start: 1.6em;
    font-family: var(--portico-font-heading, inherit);
    font-size: 1.125em;
    font-weight: 600;
  }

  .prose > :first-child {
    margin-block-start: 0;
  }

  .prose :is(h1, h2, h3, h4) + * {
    margin-block-start: 0.5em;
  }

  .prose :is(ul, ol) {
    padding-inline-start: 1.5em;
    list-style: disc;
  }

  .prose ol {
    list-style: decimal;
  }

  .prose li + li {
    margin-block-start: 0.375em;
  }

  .prose li::marker {
    color: var(--_muted);
  }

  .prose :is(code, kbd, pre) {
    font-family: var(--portico-font-mono, ui-monospace, 'SF Mono', 'Cascadia Code', Menlo, Consolas, monospace);
    font-size: 0.9em;
  }

  .prose :is(code, kbd) {
    padding: 0.1em 0.35em;
    border-radius: 0.3em;
    background: color-mix(in oklab, var(--_text) 7%, transparent);
  }

  .prose pre {
    max-inline-size: 100%;
    overflow-x: auto;
    padding: 0.875em 1em;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_sunken);
    line-height: 1.5;
  }

  .prose pre code {
    padding: 0;
    background: none;
    font-size: 1em;
    overflow-wrap: normal;
  }

  .prose blockquote {
    margin-inline: 0;
    padding-inline-start: 1em;
    border-inline-start: 3px solid var(--_border);
    color: var(--_muted);
  }

  .prose img {
    max-inline-size: 100%;
    block-size: auto;
    border-radius: var(--_radius);
  }

  .prose table {
    display: block;
    max-inline-size: 100%;
    overflow-x: auto;
    border-collapse: collapse;
    font-size: 0.9375em;
  }

  .prose :is(th, td) {
    padding: 0.5em 0.75em;
    border-block-end: 1px solid var(--_border);
    text-align: start;
    vertical-align: top;
  }

  .prose hr {
    border: 0;
    border-block-start: 1px solid var(--_border);
  }
`;
