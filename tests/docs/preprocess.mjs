// A preprocessor for mdBook (https://rust-lang.github.io/mdBook/for_developers/preprocessors.html). The pages are
// written to be read in the repository; this turns them into the book:
//
// - A page with the line `<!-- book: ../CONTRIBUTING.md -->` becomes that file.
// - A link to a file that has a page in the book leads to the page; one to any other file of the repository leads to
//   `git-repository-url`.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path/posix';
import { isExternal, links, standsFor } from './pages.mjs';

if (process.argv[2] === 'supports') process.exit(process.argv[3] === 'html' ? 0 : 1);

const [context, book] = JSON.parse(readFileSync(0, 'utf8'));
const root = context.root;
const source = context.config.book.src;
const repository = context.config.output.html['git-repository-url'];

/** Chapters, at any depth. */
function* chapters(items) {
  for (const { Chapter: chapter } of items) {
    if (!chapter?.path) continue;
    yield chapter;
    yield* chapters(chapter.sub_items);
  }
}

const pages = [...chapters(book.items)].map((chapter) => {
  const written = path.join(source, chapter.path);
  const file = standsFor(chapter.content);
  return { chapter, written, file: file ? path.join(path.dirname(written), file) : written };
});

/** The path of a file's page in the book, by the file's path in the repository. */
const pageOf = new Map(pages.flatMap(({ chapter, written, file }) => [[written, chapter.path], [file, chapter.path]]));

/** The destination in the book of `target` in `file`, shown as the page `page`. */
function inBook(target, file, page) {
  if (isExternal(target) || target.startsWith('#')) return target;
  const [name, anchor] = target.split('#');
  const aim = path.normalize(path.join(path.dirname(file), name)).replace(/\/$/, '');
  const hash = anchor === undefined ? '' : `#${anchor}`;
  if (pageOf.has(aim)) return path.relative(path.dirname(page), pageOf.get(aim)) + hash;
  // Pictures and the like are copied with the pages.
  if (aim.startsWith(`${source}/`) && !aim.endsWith('.md')) return path.relative(path.dirname(page), path.relative(source, aim));
  const kind = statSync(path.join(root, aim)).isDirectory() ? 'tree' : 'blob';
  return `${repository}/${kind}/main/${aim}${hash}`;
}

for (const { chapter, file } of pages) {
  let text = standsFor(chapter.content) ? readFileSync(path.join(root, file), 'utf8') : chapter.content;
  for (const { target, start, end } of links(text).reverse()) {
    text = text.slice(0, start) + inBook(target, file, chapter.path) + text.slice(end);
  }
  chapter.content = text;
}

process.stdout.write(JSON.stringify(book));
