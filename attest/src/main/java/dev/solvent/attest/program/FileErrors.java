package dev.solvent.attest.program;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** The JDK's file errors in words: they say little more than the file's name. */
public final class FileErrors {
  private FileErrors() {}

  public static String inWords(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> missing.getFile() + ": no such file";
      case AccessDeniedException denied -> denied.getFile() + ": permission denied";
      case FileAlreadyExistsException there -> there.getFile() + ": exists already";
      case NotDirectoryException file -> file.getFile() + ": not a folder";
      case FileSystemException other when other.getReason() != null ->
          other.getFile() + ": " + other.getReason();
      default -> e.getMessage() == null ? e.toString() : e.getMessage();
    };
  }
}
