// Schema validation with libxml2's command line tool.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** @param {'schema' | 'relaxng'} language  @returns {string[]} the output of the validator, empty if valid */
export function validateXml(source, language, schema) {
  const path = fileURLToPath(new URL(`../schemas/${schema}`, import.meta.url));
  const { status, stderr, error } = spawnSync('xmllint', ['--nonet', '--noout', `--${language}`, path, '-'], { input: source, encoding: 'utf8' });
  if (error) throw new Error(`xmllint does not run (Debian: libxml2-utils): ${error.message}`);
  if (status === 0) return [];
  const lines = stderr.split('\n').filter((line) => line && !/fails to validate$|^\s*\^?\s*$/.test(line));
  // 1, 3 and 4 are about the document; other codes are about the schema or the tool.
  if (![1, 3, 4].includes(status)) throw new Error(`xmllint ended with ${status}: ${stderr}`);
  return lines.length ? lines : [`xmllint ended with ${status}`];
}
