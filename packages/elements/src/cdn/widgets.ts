/** Tags the loader knows; each is `widgets/<tag>/<tag>.ts` here and `<tag>.js` among the browser files. */
export const WIDGETS = [
  'portico-search',
  'portico-article',
  'portico-case-form',
  'portico-case-list',
  'portico-case',
  'portico-lead-form',
  'portico-forum',
  'portico-thread',
  'portico-sign-in',
  'portico-site',
] as const;
