-- AlterTable
ALTER TABLE "User" ADD COLUMN     "locale" TEXT,
ADD COLUMN     "timeZone" TEXT,
ADD COLUMN     "tourEndedAt" TIMESTAMP(3);
