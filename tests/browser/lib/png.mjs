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

/** The bytes of the pixels: what each row says of its neighbours is resolved. */
function pixels({ rows, width, height, pixel }) {
  const length = width * pixel;
  const result = Buffer.alloc(length * height);
  for (let row = 0; row < height; row += 1) {
    const filter = rows[row * (length + 1)];
    for (let column = 0; column < length; column += 1) {
      const at = row * length + column;
      const left = column < pixel ? 0 : result[at - pixel];
      const up = row === 0 ? 0 : result[at - length];
      const corner = column < pixel || row === 0 ? 0 : result[at - length - pixel];
      result[at] = rows[row * (length + 1) + 1 + column] + predicted(filter, left, up, corner);
    }
  }
  return result;
}

function predicted(filter, left, up, corner) {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  const [toLeft, toUp, toCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

/** Whether two pictures differ to the eye in a box: the same text drawn twice may differ by a level or two. */
export function differ(one, other, { left, top, right, bottom }) {
  const [a, b] = [read(one), read(other)];
  const [before, after] = [pixels(a), pixels(b)];
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(a.height, bottom); y += 1) {
    for (let x = Math.max(0, Math.floor(left)); x < Math.min(a.width, right); x += 1) {
      const at = (y * a.width + x) * a.pixel;
      if ([0, 1, 2].some((color) => Math.abs(before[at + color] - after[at + color]) > 32)) return true;
    }
  }
  return false;
}

/** One picture of several that are equally wide, from top to bottom. */
export function stack(pictures) {
  if (pictures.length === 1) return pictures[0];
  const parts = pictures.map(read);
  const header = Buffer.from(parts[0].header);
  if (parts.some((part) => part.width !== parts[0].width || part.pixel !== parts[0].pixel)) throw new Error('the pictures differ in width or colors');
  header.writeUInt32BE(parts.reduce((sum, { height }) => sum + height, 0), 4);
  // Every row without a filter, which is 0.
  const rows = parts.flatMap((part) => {
    const bytes = pixels(part);
    const length = part.width * part.pixel;
    return Array.from({ length: part.height }, (_, row) => [Buffer.of(0), bytes.subarray(row * length, (row + 1) * length)]).flat();
  });
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))]);
}
