import { PROBLEMS, type ProblemCode } from '@portico/protocol';
import { z } from 'zod';
import type { Answer, Route } from '../routes/route.ts';
import { problem } from './answer-schemas.ts';

type Json = Record<string, unknown>;

/** What any route with a subject may answer besides its own problems. */
const COMMON_PROBLEMS: readonly ProblemCode[] = [
  ...(['invalid_token', 'registration_closed', 'identity_unavailable', 'malformed_request'] as const),
  ...(['invalid_parameter', 'rate_limited', 'store_unavailable', 'internal_error'] as const),
];

const HEADERS: Readonly<Record<string, Json>> = {
  'If-Match': {
    description: 'The ETag of the record as it was read; a record that changed meanwhile is left alone.',
    schema: { type: 'string' },
  },
  'Idempotency-Key': {
    description:
      'Names one intent: sent again with the same body, it creates nothing and answers the same record.',
    schema: { type: 'string', minLength: 1, maxLength: 200 },
  },
};

/** The OpenAPI 3.1 document of the routes, from the schemas by which they validate. */
export function openapiDocument(
  routes: readonly Route[],
  info: { readonly title: string; readonly version: string },
) {
  const schemas = new SchemaCollector();
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const item = paths[route.path] ?? {};
    paths[route.path] = { ...item, [route.method.toLowerCase()]: operationOf(route, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: info.title,
      version: info.version,
      description:
        'Records of a company for the pages of its website. Every answer is within what the caller may see.',
    },
    paths,
    components: {
      schemas: schemas.collected,
      securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

function operationOf(route: Route, schemas: SchemaCollector): Json {
  const { summary, body, headers = [], parameters, answers, problems } = route.description;
  const inPath = [...route.path.matchAll(/\{([a-z]+)\}/g)].map((match) => match[1] as string);
  const listed = [
    ...inPath.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    ...queryParameters(parameters, schemas),
    ...headers.map((name) => ({ name, in: 'header', required: false, ...HEADERS[name] })),
  ];
  return {
    operationId: route.operation,
    summary,
    // Anonymous callers are callers too; what they may do is for the table permissions to say.
    ...(route.open ? {} : { security: [{}, { accessToken: [] }] }),
    ...(listed.length > 0 ? { parameters: listed } : {}),
    ...(body ? { requestBody: { required: true, content: contentOf(body, schemas, 'input') } } : {}),
    responses: {
      ...Object.fromEntries(answers.map((answer) => [answer.status, responseOf(answer, schemas)])),
      ...problemResponses(route.open ? problems : [...problems, ...COMMON_PROBLEMS], schemas),
    },
  };
}

function queryParameters(parameters: z.ZodObject | undefined, schemas: SchemaCollector): Json[] {
  return Object.entries(parameters?.shape ?? {}).map(([name, schema]) => {
    const { description, ...rest } = schemas.add(schema, 'output');
    return {
      name,
      in: 'query',
      required: !schema.safeParse(undefined).success,
      ...(description ? { description } : {}),
      schema: rest,
    };
  });
}

function responseOf({ description, content }: Answer, schemas: SchemaCollector): Json {
  return { description, ...(content ? { content: contentOf(content, schemas, 'output') } : {}) };
}

function contentOf(
  content: Readonly<Record<string, z.ZodType>>,
  schemas: SchemaCollector,
  io: 'input' | 'output',
): Json {
  return Object.fromEntries(
    Object.entries(content).map(([mediaType, schema]) => [mediaType, { schema: schemas.add(schema, io) }]),
  );
}

/** One response for each status, naming the codes it may carry. */
function problemResponses(codes: readonly ProblemCode[], schemas: SchemaCollector): Json {
  const byStatus = Map.groupBy(new Set(codes), (code) => PROBLEMS[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, some]) => [
      status,
      {
        description: some.map((code) => `\`${code}\`: ${PROBLEMS[code].title}`).join(' '),
        content: { 'application/problem+json': { schema: schemas.add(problem, 'output') } },
      },
    ]),
  );
}

/** Zod schemas as JSON Schema; those with an id once, under `components`. */
class SchemaCollector {
  readonly collected: Record<string, Json> = {};

  add(schema: z.ZodType, io: 'input' | 'output'): Json {
    const {
      $schema: _dialect,
      $defs = {},
      ...root
    } = z.toJSONSchema(schema, { io, reused: 'inline' }) as Json;
    for (const [id, definition] of Object.entries($defs as Record<string, Json>))
      this.#collect(id, definition);
    const { id, ...rest } = relocated(root) as Json;
    if (typeof id !== 'string') return rest;
    this.collected[id] = rest;
    return { $ref: `#/components/schemas/${id}` };
  }

  #collect(id: string, definition: Json): void {
    const { id: _id, ...rest } = relocated(definition) as Json;
    this.collected[id] ??= rest;
  }
}

/** References into the one place where the document keeps its schemas. */
function relocated(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relocated);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === '$ref' ? String(member).replace('#/$defs/', '#/components/schemas/') : relocated(member),
    ]),
  );
}
