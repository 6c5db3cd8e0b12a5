import type { Language } from '../api/types.ts'

/** A mail as its reader sees it, marked with its own language for screen readers. */
export function LetterPreview({ language, subject, text }: { language: Language; subject: string; text: string }) {
  return (
    <figure className="letter" lang={language}>
      <figcaption>{subject}</figcaption>
      <pre>{text}</pre>
    </figure>
  )
}
