// Pictures as PNG files: RGB or RGBA with 8 bits, as browsers write them.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const signature = Buffer.from('89504e470d0a1a0a', 'hex');

function chunks(png) {
  const found = [];
  for (let at = signature.length; at < png.length; at += png.readUInt32BE(at) + 12) {
    found.push({ name: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + png.readUInt32BE(at)) });
  }
  return found;
}

function chunk(name, data) {
  const whole = Buffer.alloc(data.length + 12);
  whole.writeUInt32BE(data.length, 0);
  whole.write(name, 4, 'latin1');
  data.copy(whole, 8);
  whole.writeUInt32BE(crc32(whole.subarray(4, -4)), data.length + 8);
  return whole;
}

/** The width, the height and the rows of a picture; each row begins with the number of its filter. */
function read(png) {
  const all = chunks(png);
  const header = all.find(({ name }) => name === 'IHDR').data;
  const [width, height, depth, color] = [header.readUInt32BE(0), header.readUInt32BE(4), header[8], header[9]];
  if (depth !== 8 || ![2, 6].includes(color) || header[12]) throw new Error('expected RGB or RGBA with 8 bits, without interlacing');
  const rows = inflateSync(Buffer.concat(all.filter(({ name }) => name === 'IDAT').map(({ data }) => data)));
  return { header, width, height, rows, pixel: color === 2 ? 3 : 4 };
}

/** Rewrites the first row, whose filter may count on there being no row above. */
function freeFirstRow({ rows, width, pixel }) {
  const [none, left, up, average, nearest] = [0, 1, 2, 3, 4];
  if (rows[0] === up) rows[0] = none;
  else if (rows[0] === nearest) rows[0] = left;
  else if (rows[0] === average) {
    for (let at = 1; at <= width * pixel; at += 1) rows[at] += at > pixel ? rows[at - pixel] >> 1 : 0;
    rows[0] = none;
  }
  return rows;
}

/** One picture of several that are equally wide, from top to bottom. */
export function stack(pictures) {
  if (pictures.length === 1) return pictures[0];
  const parts = pictures.map(read);
  const header = Buffer.from(parts[0].header);
  if (parts.some((part) => part.width !== parts[0].width || part.pixel !== parts[0].pixel)) throw new Error('the pictures differ in width or colors');
  header.writeUInt32BE(parts.reduce((sum, { height }) => sum + height, 0), 4);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(parts.map(freeFirstRow)))), chunk('IEND', Buffer.alloc(0))]);
}
