/** What each kind of store may say, and what is wrong with what it says. */
const KINDS: Readonly<Record<string, (settings: Readonly<Record<string, unknown>>) => readonly string[]>> = {
  sqlite: ({ file }) =>
    file === undefined || isText(file) ? [] : ['store.sqlite.file: must be the path of a file'],
  postgres: ({ url, poolSize }) => [
    ...(isText(url) || isReference(url)
      ? []
      : ["store.postgres.url: must be postgres://…, or { env: 'NAME' } of the variable that holds it"]),
    ...(poolSize === undefined || (Number.isInteger(poolSize) && Number(poolSize) > 0)
      ? []
      : ['store.postgres.poolSize: must be a whole number above 0']),
  ],
  dataverse: ({ url, provision, prefix, mappings, pollSeconds }) => [
    ...(isText(url) ? [] : ['store.dataverse.url: must be https://… of the environment']),
    ...(provision === undefined || typeof provision === 'boolean'
      ? []
      : ['store.dataverse.provision: must be true or false']),
    ...(prefix === undefined || isText(prefix) ? [] : ['store.dataverse.prefix: must be text']),
    ...(mappings === undefined || isObject(mappings) ? [] : ['store.dataverse.mappings: must be an object']),
    ...(pollSeconds === undefined || (typeof pollSeconds === 'number' && pollSeconds >= 1)
      ? []
      : ['store.dataverse.pollSeconds: must be a number from 1 on']),
  ],
};
const SETTINGS: Readonly<Record<string, readonly string[]>> = {
  sqlite: ['file'],
  postgres: ['url', 'poolSize'],
  dataverse: ['url', 'provision', 'prefix', 'mappings', 'pollSeconds'],
};

/** Everything that is wrong with a configuration's `store`, each with its place. Values are not quoted: some are secret. */
export function storeFaults(store: unknown): string[] {
  const kinds = isObject(store) ? Object.keys(store) : [];
  const [kind = ''] = kinds;
  const check = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (!isObject(store) || kinds.length !== 1 || !check)
    return [
      `store: must be ${Object.keys(KINDS)
        .map((name) => `{ ${name}: { … } }`)
        .join(' or ')}`,
    ];
  const settings = store[kind];
  if (!isObject(settings)) return [`store.${kind}: must be an object`];
  const known = SETTINGS[kind] ?? [];
  return [
    ...Object.keys(settings)
      .filter((key) => !known.includes(key))
      .map((key) => `store.${kind}.${key}: unknown key; known is ${known.join(', ')}`),
    ...check(settings),
  ];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isReference(value: unknown): boolean {
  return isObject(value) && Object.keys(value).join() === 'env' && isText(value.env);
}
