-- AlterTable
ALTER TABLE "Attempt" ADD COLUMN     "keptAnswerSealed" TEXT,
ADD COLUMN     "keptUntil" TIMESTAMP(3);

-- CreateIndex
CREATE INDEX "Attempt_keptUntil_idx" ON "Attempt"("keptUntil") WHERE "keptUntil" IS NOT NULL;
