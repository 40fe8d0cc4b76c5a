/** `href` gives the address of a page, counted from 1. */
export function Pagination({
  page,
  pages,
  href,
  words,
}: {
  page: number
  pages: number
  href: (page: number) => string
  words: { pages: string; previous: string; next: string; page: (n: number) => string }
}) {
  if (pages <= 1) return null
  const near = Array.from({ length: pages }, (_, i) => i + 1).filter(
    (n) => n === 1 || n === pages || Math.abs(n - page) <= 2,
  )
  return (
    <nav class="pagination" aria-label={words.pages}>
      {page > 1 && (
        <a href={href(page - 1)} rel="prev">
          {words.previous}
        </a>
      )}
      {near.map((n) =>
        n === page ? (
          <span aria-current="page">{n}</span>
        ) : (
          <a href={href(n)} aria-label={words.page(n)}>
            {n}
          </a>
        ),
      )}
      {page < pages && (
        <a href={href(page + 1)} rel="next">
          {words.next}
        </a>
      )}
    </nav>
  )
}
