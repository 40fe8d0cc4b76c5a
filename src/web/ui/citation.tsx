/** Where a statement of law stands: the words a lawyer would write, linked to the source. */
export interface Source {
  readonly text: string
  readonly href?: string
}

export function Citation({ source, marks = [] }: { source: Source; marks?: readonly string[] }) {
  return (
    <span class="cite">
      {source.href ? (
        <a href={source.href} rel={source.href.startsWith('http') ? 'external noreferrer' : undefined}>
          {source.text}
        </a>
      ) : (
        source.text
      )}
      {marks.map((mark) => (
        <>
          {' '}
          <span class="tag">{mark}</span>
        </>
      ))}
    </span>
  )
}
