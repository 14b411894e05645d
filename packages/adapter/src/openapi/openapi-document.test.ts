import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PATHS, PROBLEMS } from '@portico/protocol';
import { Validator } from '@seriousme/openapi-schema-validator';
import { ROUTES } from '../routes/routes.ts';
import { openPortal } from '../testing/portal.ts';
import { openapiDocument } from './openapi-document.ts';

const document = openapiDocument(ROUTES, { title: 'Test', version: '1.0.0' });

type Operation = {
  readonly operationId: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly schema: object;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly responses: Readonly<Record<string, object>>;
  readonly security?: readonly object[];
};

const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, operation: operation as Operation })),
);

test('the document is valid by an independent validator', async () => {
  const validator = new Validator();
  const result = await validator.validate(structuredClone(document));
  assert.deepEqual(result, { valid: true });
  assert.equal(validator.version, '3.1');
});

test('the validator is one that finds faults', async () => {
  const broken = { ...structuredClone(document), paths: { 'no-slash': { get: { responses: {} } } } };
  assert.equal((await new Validator().validate(broken)).valid, false);
});

test('every route is described, and nothing that is not served', async () => {
  const described = operations.map(({ path, method }) => `${method.toUpperCase()} ${path}`).sort();
  assert.deepEqual(described, ROUTES.map(({ method, path }) => `${method} ${path}`).sort());
  const portal = await openPortal({ metrics: true });
  for (const { path, method } of operations) {
    const response = await portal.send(path.replace(/\{[a-z]+\}/g, 'x'), { method: method.toUpperCase() });
    assert.notEqual(response.status, 405, path);
    const served = operations.find((one) => one.path === path && one.method === method)?.operation;
    assert.ok(served && String(response.status) in served.responses, `${method} ${path}: ${response.status}`);
  }
});

test('every path the protocol names is described', () => {
  const named = Object.values(PATHS).map((path) => (path as (...names: string[]) => string)('x', 'x', 'x'));
  for (const path of named) {
    assert.ok(
      Object.keys(document.paths).some((template) => template.replace(/\{[a-z]+\}/g, 'x') === path),
      path,
    );
  }
});

test('every reference resolves', () => {
  const names = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(
    (match) => match[1] as string,
  );
  assert.ok(names.length > 20);
  for (const reference of names) {
    assert.ok(reference.replace('#/components/schemas/', '') in document.components.schemas, reference);
  }
});

test('operations have names of their own, and path parameters are declared', () => {
  const names = operations.map(({ operation }) => operation.operationId);
  assert.equal(new Set(names).size, names.length);
  for (const { path, operation } of operations) {
    const inPath = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
    assert.equal(inPath.length, (path.match(/\{/g) ?? []).length, path);
  }
});

test('the parameters of a list are told as they are validated', () => {
  const list = operations.find(({ operation }) => operation.operationId === 'listRecords')?.operation;
  const limit = list?.parameters?.find(({ name }) => name === 'limit');
  assert.deepEqual(limit?.schema, { type: 'integer', minimum: 1, maximum: 100 });
  assert.equal(limit?.required, false);
  const search = operations.find(({ operation }) => operation.operationId === 'search')?.operation;
  assert.equal(search?.parameters?.find(({ name }) => name === 'q')?.required, true);
});

test('every problem code is in the document', () => {
  const schema = document.components.schemas.Problem as { properties: { code: { enum: string[] } } };
  assert.deepEqual(schema.properties.code.enum, Object.keys(PROBLEMS));
});

test('the adapter serves the document of the routes it serves', async () => {
  const portal = await openPortal();
  const served = await (await portal.send('/openapi.json')).json();
  assert.equal(served.info.title, 'Example');
  assert.equal('/metrics' in served.paths, false);
  assert.equal('/v1/site' in served.paths, true);
});
