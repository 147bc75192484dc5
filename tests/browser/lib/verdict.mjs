// The result of a check, and how a test reports it.
import assert from 'node:assert/strict';

/** Merges several findings. */
export function join(...findings) {
  return {
    seen: findings.reduce((sum, { seen }) => sum + seen, 0),
    faults: findings.flatMap(({ faults }) => faults),
    notes: findings.flatMap(({ notes }) => notes ?? []),
  };
}

/** Fails if nothing was checked, or if there are faults; prints notes. */
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
