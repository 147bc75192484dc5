// What a check found, and how a test says so.
import assert from 'node:assert/strict';

/** Several findings as one. */
export function join(...findings) {
  return {
    seen: findings.reduce((sum, { seen }) => sum + seen, 0),
    faults: findings.flatMap(({ faults }) => faults),
    notes: findings.flatMap(({ notes }) => notes ?? []),
  };
}

/** Fails when there was nothing to look at, or when there are faults; says what was only noted. */
export function verdict(t, { seen, faults, notes = [] }) {
  for (const note of notes.slice(0, 20)) t.diagnostic(note);
  if (notes.length > 20) t.diagnostic(`… and ${notes.length - 20} more notes`);
  assert.ok(seen > 0, 'the check found nothing to look at');
  t.diagnostic(`looked at ${seen}`);
  if (faults.length === 0) return;
  const shown = faults.slice(0, 40).map((fault) => `  - ${fault}`).join('\n');
  const more = faults.length > 40 ? `\n  … and ${faults.length - 40} more` : '';
  assert.fail(`${faults.length} faults\n${shown}${more}`);
}
