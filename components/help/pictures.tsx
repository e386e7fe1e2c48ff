import type { ReactNode } from 'react'
import { ChainPicture } from './picture-chain'
import { LifePicture } from './picture-life'
import { RedirectPicture } from './picture-redirect'
import { ReturnUrlPicture } from './picture-return-url'

/** `say`: the texts of this picture, by the last part of their key. */
export type PictureProps = { say: (name: string) => ReactNode }

/** The picture of a topic. */
export const pictures: Record<string, (props: PictureProps) => ReactNode> = {
  'redirect-uri': RedirectPicture,
  'return-url': ReturnUrlPicture,
  'one-chain': ChainPicture,
  'thirty-days': LifePicture,
}
