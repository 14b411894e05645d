/** `npm run docs`: writes the parts of the prose that follow from the sources. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ELEMENT_REFERENCE, elementReference } from './generate/element-reference.mjs';
import { RULE_REFERENCE, ruleReference } from './generate/rule-reference.mjs';
import { MUTANTS_PAGE, mutantsPage } from './mutants/mutants-page.mjs';
import { ROOT } from './setup/paths.mjs';

const { text, faults } = await elementReference();
writeFileSync(join(ROOT, ELEMENT_REFERENCE), text);
writeFileSync(join(ROOT, RULE_REFERENCE), ruleReference());
writeFileSync(join(ROOT, MUTANTS_PAGE), mutantsPage());
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
