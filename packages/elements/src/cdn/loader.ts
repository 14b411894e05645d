import type { HostSessionOptions, Session } from '@portico/client';
import type { PAGE_CONFIG, PageConfig } from './page-config.ts';
import { VERSION } from './version.ts';
import { WIDGETS } from './widgets.ts';

/** The one global of the SDK. */
export interface PorticoGlobal {
  readonly version: string;
  /** Base URL of the adapter. */
  readonly adapter: string;
  /** Hands over the page's own sign-in; tell the session `changed()` when the visitor signs in or out there. */
  session(options: HostSessionOptions): Promise<Session & { changed(): Promise<void> }>;
  /** Loads a widget that the loader cannot see, such as one in a shadow root of the page's own. */
  load(tag: string): Promise<void>;
  /** Resolves when every tag seen so far is defined, or could not be loaded. */
  allDefined(): Promise<void>;
  /** Runs `callback` with this object; before the script has loaded, `Portico` may be an array of such callbacks. */
  push(callback: (portico: PorticoGlobal) => void): void;
}

type Core = typeof import('./core.ts');
type Page = { Portico?: PorticoGlobal | ((portico: PorticoGlobal) => void)[] };

const page = globalThis as Page;
const present = page.Portico;
const CALLBACK = '/portico-callback.html';

/** A tag manager leaves no `document.currentScript`, and a bundler no script of this name. */
function findScript(): HTMLScriptElement | null {
  const own = [...document.scripts].find((script) => script.src === import.meta.url);
  return own ?? document.querySelector<HTMLScriptElement>('script[data-adapter]');
}

function start(waiting: ((portico: PorticoGlobal) => void)[]): void {
  const { adapter, callback } = findScript()?.dataset ?? {};
  const config: PageConfig = {
    adapter: adapter ?? new URL(import.meta.url).origin,
    // A frame without an address of its own has that of the page around it.
    callback: new URL(callback ?? CALLBACK, location.origin === 'null' ? document.baseURI : location.href)
      .href,
  };
  // The evergreen loader stands in a folder of its own, beside those of the versions.
  const files = new URL(`../${VERSION}/`, import.meta.url).href;
  const loads = new Map<string, Promise<void>>();
  let core: Promise<Core> | undefined;
  const loadCore = (): Promise<Core> => {
    core ??= import(`${files}core.js`) as Promise<Core>;
    return core;
  };

  const load = (tag: string): Promise<void> => {
    let loading = loads.get(tag);
    if (!loading) {
      loading = Promise.all([loadCore(), import(`${files}${tag}.js`)]).then(
        () => {},
        (error) => warn(`${tag} could not be loaded; its fallback stays.`, error),
      );
      loads.set(tag, loading);
    }
    return loading;
  };

  const observer = new MutationObserver((mutations) => {
    for (const { addedNodes } of mutations)
      for (const node of addedNodes) if (node instanceof Element) scan(node);
  });
  const scan = (scope: Element): void => {
    for (const tag of WIDGETS) {
      if (!loads.has(tag) && (scope.localName === tag || scope.querySelector(tag))) void load(tag);
    }
    if (loads.size >= WIDGETS.length) observer.disconnect();
  };

  const portico: PorticoGlobal & { readonly [PAGE_CONFIG]: PageConfig } = {
    version: VERSION,
    adapter: config.adapter,
    load,
    session: (options) => {
      if (!core) config.host = options;
      return loadCore().then((loaded) => loaded.useHostSession(options)) as ReturnType<
        PorticoGlobal['session']
      >;
    },
    allDefined: () => Promise.all(loads.values()).then(() => {}),
    push: (callback) => callback(portico),
    [Symbol.for('portico-page') as typeof PAGE_CONFIG]: config,
  };
  page.Portico = portico;
  waiting.forEach(portico.push);

  if (location.href.split(/[?#]/)[0] === config.callback) {
    void loadCore().then(
      (loaded) => loaded.finishSignIn(),
      (error) => warn('the sign-in could not be finished.', error),
    );
  }
  observer.observe(document, { childList: true, subtree: true });
  scan(document.documentElement);
}

function warn(...words: unknown[]): void {
  // biome-ignore lint/suspicious/noConsole: the page's developers have no other place to learn of it.
  console.warn('Portico:', ...words);
}

if (present && !Array.isArray(present)) {
  warn(`version ${present.version} is on this page already; ${VERSION} stays out of its way.`);
} else start(present ?? []);
