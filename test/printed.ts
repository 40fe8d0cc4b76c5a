import { fileURLToPath } from 'node:url'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** A PDF as another program, Mozilla's pdf.js, reads it. */
export interface Printed {
  readonly pages: number
  /** The text of every page, without what only sets it apart: spaces and line ends. */
  readonly text: string
  readonly attachments: Readonly<Record<string, Uint8Array>>
  /** The document's metadata, as RDF/XML. */
  readonly xmp: string
  readonly tagged: boolean
  /** The roles of the structure tree, in reading order. */
  readonly roles: readonly string[]
  readonly language: string | undefined
}

interface Node {
  readonly role?: string
  readonly children?: readonly Node[]
}

const fromPackage = (folder: string) => `${fileURLToPath(import.meta.resolve(`pdfjs-dist/${folder}/`))}`

/** Reads a PDF back. */
export async function readBack(pdf: Uint8Array): Promise<Printed> {
  const task = getDocument({
    data: pdf.slice(),
    cMapUrl: fromPackage('cmaps'),
    standardFontDataUrl: fromPackage('standard_fonts'),
    verbosity: 0,
  })
  const document = await task.promise
  try {
    const texts: string[] = []
    const roles: string[] = []
    const collect = ({ role, children = [] }: Node) => {
      if (role) roles.push(role)
      for (const child of children) collect(child)
    }
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number)
      const { items } = await page.getTextContent()
      texts.push(items.map((item) => ('str' in item ? item.str : '')).join(''))
      collect(((await page.getStructTree()) ?? {}) as Node)
    }
    const marks = (await document.getMarkInfo()) as ReadonlyMap<string, boolean> | null
    const { info, metadata } = await document.getMetadata()
    const attachments: Record<string, Uint8Array> = {}
    for (const [id, { filename }] of (await document.getAttachments()) ?? []) {
      const content = await document.getAttachmentContent(id)
      if (content) attachments[filename] = content
    }
    return {
      pages: document.numPages,
      text: squeezed(texts.join('')),
      attachments,
      xmp: metadata?.getRaw() ?? '',
      tagged: marks?.get('Marked') === true,
      roles,
      language: (info as { Language?: string }).Language,
    }
  } finally {
    await task.destroy()
  }
}

export const squeezed = (text: string): string => text.replaceAll(/\s+/gu, '')
