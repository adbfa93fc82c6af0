package main

import (
	"os"
	"runtime"
	"syscall"
)

// Has the kernel end this process when the one that started it ends, even by a signal that cannot be caught; only where the
// variable asks for it, as a person may want to start a program in the background.
func endWithParent() {
	if os.Getenv("END_WITH_PARENT") == "" {
		return
	}
	// the setting belongs to a thread
	runtime.LockOSThread()
	_, _, failed := syscall.RawSyscall(syscall.SYS_PRCTL, syscall.PR_SET_PDEATHSIG, uintptr(syscall.SIGKILL), 0)
	if failed != 0 {
		check(failed)
	}
}
