//go:build !linux

package main

// Only Linux can do it.
func endWithParent() {}
