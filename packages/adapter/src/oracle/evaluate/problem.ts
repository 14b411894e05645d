import type { ProblemCode } from '@portico/protocol';
import type { Answer } from '../question.ts';

export function problem(code: ProblemCode): Answer {
  return { type: 'problem', code };
}
