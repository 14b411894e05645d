/** Checks that the prose is true: its links, its code, its commands, and that the references are complete. */
import { checkCommands } from './check/docs/commands.mjs';
import { checkLinks } from './check/docs/links.mjs';
import { codeBlocksOf, readMarkdownFiles } from './check/docs/markdown.mjs';
import { checkReference } from './check/docs/reference.mjs';
import { checkTypeScript } from './check/docs/type-check.mjs';
import { reportFindings } from './check/report-findings.mjs';
import { readSourceFiles } from './check/source-files.mjs';
import { checkElementReference } from './generate/element-reference.mjs';
import { checkRuleReference } from './generate/rule-reference.mjs';
import { checkMutantsPage } from './mutants/mutants-page.mjs';

const files = readMarkdownFiles();
const blocks = files.flatMap(codeBlocksOf);
const sources = readSourceFiles();
reportFindings([
  checkLinks(files),
  checkTypeScript(blocks),
  checkCommands(blocks),
  ...checkReference(sources),
  await checkElementReference(),
  checkRuleReference(),
  checkMutantsPage(),
]);
