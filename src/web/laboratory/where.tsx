import type { Reader } from '../reader.ts'
import { Crumbs } from '../ui/page-head.tsx'
import { urls } from '../urls.ts'

/** Where one is in the laboratory. */
export function Where({ reader, title, of }: { reader: Reader; title: string; of?: { text: string; href: string } }) {
  const crumbs = [{ text: reader.t.laboratory.title, href: urls.laboratory }, ...(of ? [of] : []), { text: title }]
  return <Crumbs label={reader.t.shell.breadcrumbs} crumbs={crumbs} />
}
