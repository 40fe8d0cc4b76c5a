import type { PropsWithChildren } from 'hono/jsx'

/** What the page is, before anything else. */
export function PageHead({
  title,
  lead,
  eyebrow,
  fileNumber,
  fileName,
  children,
}: PropsWithChildren<{
  title: string
  lead?: string
  eyebrow?: string
  /** These stand above the title as they are written: the case of their letters counts. */
  fileNumber?: string
  fileName?: string
}>) {
  return (
    <header class="page-head">
      {eyebrow && <p class="eyebrow">{eyebrow}</p>}
      {fileNumber && <p class="file-number">{fileNumber}</p>}
      {fileName && <p class="file-number file-name">{fileName}</p>}
      <h1>{title}</h1>
      {lead && <p class="lead measure">{lead}</p>}
      {children}
    </header>
  )
}

/** Where the page stands; the last crumb is the page itself. */
export function Crumbs({ label, crumbs }: { label: string; crumbs: readonly { text: string; href?: string }[] }) {
  return (
    <nav class="crumbs" aria-label={label}>
      <ol class="plain">
        {crumbs.map(({ text, href }) => (
          <li>{href ? <a href={href}>{text}</a> : <span aria-current="page">{text}</span>}</li>
        ))}
      </ol>
    </nav>
  )
}
