import { TrieRouter } from 'hono/router/trie-router';
import type { Route } from './route.ts';

export interface Found {
  /** Null when the path, or its method, is not served. */
  readonly route: Route | null;
  /** Path parameters, decoded; one that is no valid UTF-8 stays encoded, and so names nothing. */
  readonly params: Readonly<Record<string, string>>;
  /** The methods the path takes, for `Allow`; empty when there is no such path. */
  readonly allow: readonly string[];
}

/**
 * Finds the route of a request. Hono's router, and nothing else of Hono: no middleware, no error handling,
 * no context. Paths match exactly or not at all.
 */
export function createRouter(routes: readonly Route[]): (method: string, path: string) => Found {
  const router = new TrieRouter<Route>();
  for (const route of routes) router.add(route.method, toPattern(route.path), route);
  const methods: readonly string[] = [...new Set(routes.map((route) => route.method))];

  const match = (method: string, path: string) => router.match(method, path)[0][0];
  return (method, path) => {
    const asked = method === 'HEAD' ? 'GET' : method;
    // Hono looks methods up in plain objects, so it must never be asked for one such as "constructor".
    const found = methods.includes(asked) ? match(asked, path) : undefined;
    const allow = methods.filter((name) => match(name, path));
    return {
      route: found?.[0] ?? null,
      params: decoded((found?.[1] ?? {}) as Readonly<Record<string, string>>),
      allow: allow.flatMap((name) => (name === 'GET' ? ['GET', 'HEAD'] : [name])),
    };
  };
}

function toPattern(path: string): string {
  return path.replace(/\{([a-z]+)\}/g, ':$1');
}

function decoded(params: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, decodeOrKeep(value)]));
}

function decodeOrKeep(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
