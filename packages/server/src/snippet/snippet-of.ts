export interface SnippetOptions {
  /** Such as `portico-search`. */
  readonly tag: string;
  /** Origin of the adapter. */
  readonly adapter: string;
  readonly version: string;
  /** Of the loader, as `integrity` takes it. */
  readonly integrity: string;
}

export interface SnippetParts {
  /** The script, once for a page, and the tag with a fallback. */
  readonly html: string;
  /** Directives to add to a page's Content-Security-Policy. */
  readonly csp: readonly string[];
}

/** Where a tag's records are shown, to be replaced by pages of the site; they take the id from their address. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  'portico-case-list': ' case-url="/case.html?id={id}"',
  'portico-forum': ' thread-url="/thread.html?id={id}"',
};

/** What stands in the page until the script has run, and where scripts are blocked. */
const FALLBACKS: Readonly<Record<string, string>> = {
  'portico-search': '<a href="/help">Help</a>',
  'portico-case-form': '<a href="mailto:help@example.com">Write to us</a>',
  'portico-lead-form': '<a href="mailto:sales@example.com">Write to us</a>',
  'portico-sign-in': '',
  // Its content stays: it is the part of the page that the tag is for.
  'portico-site': '<portico-search></portico-search>',
};

/** What to paste into a page for one tag. The integrity pins the version, so a changed file is never run. */
export function snippetOf({ tag, adapter, version, integrity }: SnippetOptions): SnippetParts {
  const fallback = FALLBACKS[tag] ?? '<p>This part of the page needs scripts.</p>';
  const content = fallback === '' ? '' : `\n  ${fallback}\n`;
  return {
    html: `<script
  type="module"
  src="${adapter}/sdk/${version}/portico.js"
  integrity="${integrity}"
  crossorigin="anonymous"
  data-adapter="${adapter}"
></script>

<${tag}${ATTRIBUTES[tag] ?? ''}>${content}</${tag}>`,
    csp: [
      `script-src ${adapter};`,
      `connect-src ${adapter};`,
      `img-src ${adapter};`,
      'trusted-types lit-html portico;',
    ],
  };
}
