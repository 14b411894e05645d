import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/**
 * Rollup plugin: beside each file its precompressed forms, and two lists of them all.
 *
 * - `sri.json`: integrity by file name.
 * - `manifest.json`: `version`; `files` with their sizes in bytes; `widgets`, for each tag the files a page loads to
 *   show it and to call the adapter. The rest is loaded on demand.
 */
export function sdkFiles({ version, loader, core, widgets }) {
  return {
    name: 'sdk-files',
    // Chunks of earlier builds have other names and would stay.
    renderStart: ({ dir }) => rmSync(dir, { recursive: true, force: true }),
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const integrity = {};
      const sizes = {};
      for (const { fileName, code } of chunks) {
        const source = Buffer.from(code);
        const brotli = brotliCompressSync(source, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
        const gzip = gzipSync(source, { level: 9 });
        this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source: brotli });
        this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source: gzip });
        integrity[fileName] = `sha384-${createHash('sha384').update(source).digest('base64')}`;
        sizes[fileName] = { raw: source.length, gzip: gzip.length, brotli: brotli.length };
      }
      const eager = (fileName, seen = new Set()) => {
        if (seen.has(fileName)) return seen;
        seen.add(fileName);
        for (const imported of bundle[fileName]?.imports ?? []) eager(imported, seen);
        return seen;
      };
      const byTag = Object.fromEntries(
        widgets.map((tag) => [tag, [...new Set([loader, ...eager(core), ...eager(`${tag}.js`)])]]),
      );
      const emitJson = (fileName, value) =>
        this.emitFile({ type: 'asset', fileName, source: `${JSON.stringify(value, null, 2)}\n` });
      emitJson('sri.json', integrity);
      emitJson('manifest.json', { version, loader, core, widgets: byTag, files: sizes });
    },
  };
}
