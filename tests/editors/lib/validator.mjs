// JSON Schema as implemented by ajv, not by the language server.
import Ajv from 'ajv';
import formats from 'ajv-formats';
import { parse, TomlDate } from 'smol-toml';

/** TOML as JSON Schema sees it: dates are strings. */
const plain = (value) => {
  if (value instanceof TomlDate) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  return typeof value === 'bigint' ? Number(value) : value;
};

export const read = (toml) => plain(parse(toml, { integersAsBigInt: true }));

/** A function that lists the errors a schema finds in a document. */
export function validator(schema) {
  // `strict` finds keywords that do not exist; its rules about types do not work with several types.
  const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true, allowMatchingProperties: true });
  formats(ajv);
  ajv.addKeyword({ keyword: 'x-taplo', metaSchema: { type: 'object' } });
  const validate = ajv.compile(schema);
  return (document) => (validate(document) ? [] : validate.errors.map((error) => `${error.instancePath} ${error.message}`));
}
