/** The helper as TypeScript writes it, which is into every file that has a decorator. */
const HELPER = /^var __decorate = [^\n]*\n(?: {4}[^\n]*\n)+};\n/m;
const SHARED = '\0portico:decorate';

/** Rollup plugin: one `__decorate` for all files instead of one in each. Whichever file comes first lends its text. */
export function shareDecorate() {
  let helper = '';
  return {
    name: 'share-decorate',
    transform(code) {
      const found = HELPER.exec(code)?.[0];
      if (found === undefined) return null;
      helper ||= found;
      return { code: code.replace(found, `import { __decorate } from '${SHARED}';\n`), map: null };
    },
    resolveId: (source) => (source === SHARED ? SHARED : null),
    load: (id) => (id === SHARED ? `export ${helper.replace('(this && this.__decorate) || ', '')}` : null),
  };
}
