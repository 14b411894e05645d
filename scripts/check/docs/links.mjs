import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { ROOT } from '../../setup/paths.mjs';
import { anchorsOf, proseOf } from './markdown.mjs';

/** Every relative link leads to a file, every fragment to a heading. */
export function checkLinks(files, root = ROOT) {
  const faults = [];
  let count = 0;
  for (const { path, text } of files) {
    for (const { target, line } of linksOf(text)) {
      count += 1;
      const [file, fragment] = target.split('#');
      const to = file === '' ? path : posix.join(posix.dirname(path), decodeURI(file));
      const place = `${path}:${line}`;
      if (!existsSync(join(root, to))) faults.push(`${place}: ${target} leads nowhere.`);
      else if (
        fragment &&
        to.endsWith('.md') &&
        !anchorsOf(readFileSync(join(root, to), 'utf8')).includes(fragment)
      ) {
        faults.push(`${place}: ${to} has no heading #${fragment}.`);
      }
    }
  }
  return { facts: `${count} links`, faults };
}

function linksOf(text) {
  return proseOf(text)
    .split('\n')
    .flatMap((line, index) =>
      [...line.matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)|<img[^>]*\ssrc="([^"]+)"/g)].map((match) => ({
        target: match[1] ?? match[2],
        line: index + 1,
      })),
    )
    .filter(({ target }) => !/^[a-z][a-z+.-]*:|^\/\//i.test(target));
}
