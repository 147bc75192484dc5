// JSON Schema as ajv understands it, which is not the one that the language server brings along.
import Ajv from 'ajv';
import formats from 'ajv-formats';
import { parse, TomlDate } from 'smol-toml';

/** What JSON Schema sees of TOML: dates are texts. */
const plain = (value) => {
  if (value instanceof TomlDate) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  return typeof value === 'bigint' ? Number(value) : value;
};

export const read = (toml) => plain(parse(toml, { integersAsBigInt: true }));

/** A function that lists what a schema finds wrong in a document. */
export function validator(schema) {
  // `strict` finds keywords that do not exist; what it says of types does not go with several types.
  const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true, allowMatchingProperties: true });
  formats(ajv);
  ajv.addKeyword({ keyword: 'x-taplo', metaSchema: { type: 'object' } });
  const validate = ajv.compile(schema);
  return (document) => (validate(document) ? [] : validate.errors.map((error) => `${error.instancePath} ${error.message}`));
}
