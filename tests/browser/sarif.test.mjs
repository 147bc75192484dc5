// The output of `mizan check --format sarif` for each faulty site, validated against the OASIS schema.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';

const folder = process.env.MIZAN_SARIF;
if (!folder) throw new Error('MIZAN_SARIF names the folder of the logs; tests/run makes them');
const schema = JSON.parse(readFileSync(new URL('./schemas/sarif-2.1.0.json', import.meta.url), 'utf8'));
const logs = readdirSync(folder).map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8'))]);

// The schema is draft 7, with patterns that are invalid in Unicode mode.
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv);
const validate = ajv.compile(schema);

test('each log is valid SARIF 2.1.0', () => {
  assert.ok(logs.length > 100, `only ${logs.length} logs`);
  for (const [name, log] of logs) assert.ok(validate(log), `${name}: ${ajv.errorsText(validate.errors, { separator: '\n' })}`);
});

test('an invalid log is rejected', () => {
  assert.ok(!validate({ ...logs[0][1], version: '2.0.0' }));
});

test('each result has a rule, a file and a region that ends after it starts', () => {
  let fixes = 0;
  for (const [name, { runs: [run] }] of logs) {
    const { rules } = run.tool.driver;
    assert.equal(run.columnKind, 'unicodeCodePoints');
    assert.ok(run.results.length > 0, name);
    for (const result of run.results) {
      assert.equal(rules[result.ruleIndex].id, result.ruleId, name);
      const changes = (result.fixes ?? []).flatMap((fix) => fix.artifactChanges);
      fixes += changes.length;
      const places = [...result.locations, ...(result.relatedLocations ?? [])].map((place) => place.physicalLocation);
      for (const { artifactLocation, region } of [...places, ...changes.map((change) => ({ artifactLocation: change.artifactLocation, region: change.replacements[0].deletedRegion }))]) {
        assert.match(artifactLocation.uri, /^[A-Za-z0-9._~%/-]+$/, name);
        assert.ok(run.originalUriBaseIds[artifactLocation.uriBaseId], name);
        if (!region) continue;
        const forward = region.endLine > region.startLine || (region.endLine === region.startLine && region.endColumn >= region.startColumn);
        assert.ok(forward, `${name}: ${JSON.stringify(region)}`);
      }
    }
  }
  assert.ok(fixes > 10, 'too few fixes to tell anything');
});
