import type { AttackedSite } from './attacked-site.ts';
import { insist } from './incident.ts';

/** One operation as the OpenAPI document of a site has it, ready to be sent. */
export interface Operation {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  /** The names of its query parameters. */
  readonly parameters: readonly string[];
  /** A body of the right type; absent where it takes none. */
  readonly json?: unknown;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
}

interface Described {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: object;
}

/** Every operation there is, with these names in place of those in braces. */
export async function operationsOf(
  site: AttackedSite,
  names: Readonly<Record<string, string>>,
): Promise<Operation[]> {
  const { status, text } = await site.send('/openapi.json');
  insist(status === 200, `There is no OpenAPI document: ${status} ${text}`);
  const { paths } = JSON.parse(text) as Document;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, parameters = [], requestBody }]) => ({
      name: operationId,
      method: method.toUpperCase(),
      path: path.replace(/\{([a-z]+)\}/g, (_, name: string) => names[name] ?? 'example'),
      parameters: parameters.filter((one) => one.in === 'query').map((one) => one.name),
      ...(requestBody && { json: {} }),
    })),
  );
}
